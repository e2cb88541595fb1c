/** Chains of steps through which losses are differentiated. */
package dev.pushforward.core.dynamics;
