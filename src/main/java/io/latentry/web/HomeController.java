package io.latentry.web;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows whoever opens the server in a browser what it can do. */
@Hidden
@Controller
class HomeController {

    @GetMapping("/")
    String home() {
        return "redirect:/swagger-ui/index.html";
    }
}
