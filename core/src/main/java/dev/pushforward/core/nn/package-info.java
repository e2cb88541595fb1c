/** Networks, their parameters, and what trains them. */
package dev.pushforward.core.nn;
