/** Threads that share out work whose result does not depend on how many they are. */
package dev.pushforward.tensor.parallel;
