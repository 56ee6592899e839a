import { ensureBuilt } from './built.ts'

/** Global set-up of the tests that drive the built pages. */
export default function setup(): void {
	ensureBuilt()
}
