# Builds from the packaged jar:  ./mvnw -DskipTests package && docker build -t latentry .
# For another processor, package with its profile first:  ./mvnw -DskipTests -Plinux-aarch64,!linux-x86_64 package
# Charts need fontconfig, a font and HarfBuzz, which the default base has.
ARG RUNTIME_IMAGE=eclipse-temurin:25-jre

FROM ${RUNTIME_IMAGE} AS layers
WORKDIR /build
COPY target/latentry.jar .
RUN java -Djarmode=tools -jar latentry.jar extract --layers --destination layers

FROM ${RUNTIME_IMAGE}
RUN useradd --system --uid 10001 --home-dir /nonexistent latentry \
 && mkdir /data && chown latentry /data
WORKDIR /opt/latentry
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/spring-boot-loader/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./

# The natives are unpacked here, so that nothing is at run time; into a folder that only its owner may read.
ENV DJL_CACHE_DIR=/opt/latentry/natives
RUN java --enable-native-access=ALL-UNNAMED -jar latentry.jar unpack-natives \
 && chmod -R a+rX natives

# The JVM learns here, on a store that is thrown away, what a start needs, and keeps it in an AOT cache. One that knows none
# (before JDK 25) leaves no file, and a JVM that cannot use the file goes on without.
RUN java -XX:+IgnoreUnrecognizedVMOptions -XX:AOTCacheOutput=latentry.aot --enable-native-access=ALL-UNNAMED -jar latentry.jar rehearse \
 && if [ -f latentry.aot ]; then echo -XX:AOTCache=/opt/latentry/latentry.aot; fi > aot.options \
 && rm -rf /tmp/*

# A number, so that an orchestrator can see that it is not root.
USER 10001
VOLUME /data
ENV LATENTRY_HOME=/data SERVER_ADDRESS=0.0.0.0
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]

# A quarter of the memory is the server's heap; the rest is for weights and for the workers.
ENTRYPOINT ["java", "@aot.options", "-XX:MaxRAMPercentage=25", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "latentry.jar"]
