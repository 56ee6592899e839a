import { Agent, type IncomingMessage, request } from 'node:http'

/** One request of a target; made anew for each shot, so that shots can differ. */
export type Shot = {
	readonly method: 'GET' | 'POST'
	readonly path: string
	readonly headers?: Readonly<Record<string, string>>
	readonly body?: string
}

export type Measured = {
	readonly requests: number
	readonly rps: number
	readonly p50Ms: number
	readonly p99Ms: number
	/** Body of the median answer, as sent over the wire. */
	readonly bytes: number
	/** How many answers had which status. */
	readonly statuses: Readonly<Record<string, number>>
}

type Hit = { readonly ms: number; readonly bytes: number; readonly status: number }

function fire(agent: Agent, port: number, shot: Shot): Promise<Hit> {
	return new Promise((resolve, reject) => {
		const started = performance.now()
		const options = {
			agent,
			host: '127.0.0.1',
			port,
			method: shot.method,
			path: shot.path,
			headers: shot.headers ?? {},
		}
		const sent = request(options, (answer: IncomingMessage) => {
			let bytes = 0
			answer.on('data', (chunk: Buffer) => {
				bytes += chunk.length
			})
			answer.on('end', () => resolve({ ms: performance.now() - started, bytes, status: answer.statusCode ?? 0 }))
			answer.on('error', reject)
		})
		sent.on('error', reject)
		sent.end(shot.body)
	})
}

function quantile(sorted: readonly number[], share: number): number {
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
}

const round = (value: number, digits: number) => Number(value.toFixed(digits))

/** Fires a bounded number of shots at a local port, so many at a time, and measures each. */
export async function measure(
	port: number,
	shotOf: (i: number) => Shot,
	{ requests, concurrency, first = 0 }: { requests: number; concurrency: number; first?: number },
): Promise<Measured> {
	const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
	const hits: Hit[] = []
	let next = 0
	const started = performance.now()
	const worker = async () => {
		while (next < requests) hits.push(await fire(agent, port, shotOf(first + next++)))
	}
	await Promise.all(Array.from({ length: concurrency }, worker))
	const seconds = (performance.now() - started) / 1000
	agent.destroy()
	const times = hits.map((hit) => hit.ms).sort((a, b) => a - b)
	const sizes = hits.map((hit) => hit.bytes).sort((a, b) => a - b)
	const statuses: Record<string, number> = {}
	for (const { status } of hits) statuses[status] = (statuses[status] ?? 0) + 1
	return {
		requests,
		rps: round(requests / seconds, 1),
		p50Ms: round(quantile(times, 0.5), 2),
		p99Ms: round(quantile(times, 0.99), 2),
		bytes: quantile(sizes, 0.5),
		statuses,
	}
}
