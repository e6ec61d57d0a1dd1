package io.latentry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class LatentryApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(LatentryApplication.class, arguments);
    }
}
