/**
 * A sweep in a process of its own, at a moment that is given to it; tells of every transaction that was committed and of
 * every effect inside one. Its batches are small, so that the work is many transactions.
 */
import { type Instant, isLocalDate, parseMoment } from '#app/domain/time.ts'
import { createLog } from '#app/infra/log.server.ts'
import { makeDeps } from '#app/server/deps.server.ts'
import { runSweep } from '#app/usecases/sweep/run.server.ts'

const [databaseUrl = '', evidenceDir = '', at = ''] = process.argv.slice(2)
function isMoment(text: string): text is Instant {
	return parseMoment(text) !== null && !isLocalDate(text)
}
if (!isMoment(at)) throw new Error(`Not a moment: ${at}`)
const now = at
const { deps, close } = makeDeps({ databaseUrl, evidenceDir, now: () => now, log: createLog('fatal') })
let steps = 0
const failpoint = (name: string) => {
	if (name === 'tx.committed' || name === 'effect.between') process.send?.({ steps: ++steps })
}
const result = await runSweep({ ...deps, failpoint, sweepBatch: 2 }, `process ${process.pid}`)
await close()
process.send?.({ result })
