import { type Instant, instantOf } from '#app/domain/time.ts'

/** The only place that reads the machine's clock. */
export function systemNow(): Instant {
	return instantOf(Date.now())
}
