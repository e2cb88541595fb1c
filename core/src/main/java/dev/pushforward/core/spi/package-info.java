/** How components are provided, described, configured and found. */
package dev.pushforward.core.spi;
