/**
 * Contracts that every component must pass. A component's test extends the contract of its kind and says how one is
 * made:
 *
 * <pre>{@code
 * class WalkTest extends CorrectorContract {
 *     @Override
 *     protected Corrector create() {
 *         return new Walk(0.5);
 *     }
 * }
 * }</pre>
 *
 * All randomness is seeded, so a contract passes or fails for good; each statistical check states the rate at which a
 * correct component would fail it for a seed chosen at random.
 */
package dev.pushforward.testkit;
