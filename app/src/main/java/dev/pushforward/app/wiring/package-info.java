/** How the parts of the program find each other: the only package that Guice sees. */
package dev.pushforward.app.wiring;
