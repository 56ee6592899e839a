import { readEnv } from '#app/infra/env.server.ts'
import { offerFirstLink } from '#app/usecases/accounts/first-link.server.ts'
import { builtApp, refuseToStart, serve } from './serve.server.ts'

/** `npm start`: refuses anything unsafe; an empty database prints the link of its first administrator. */
export async function startProduction(): Promise<void> {
	process.env.NODE_ENV = 'production'
	const read = readEnv(process.env, 'production')
	if (!read.ok) refuseToStart(read.faults)
	const { env } = read
	const { port } = await serve({
		env,
		build: await builtApp(),
		before: async ({ deps }) => {
			const token = await offerFirstLink(deps)
			if (token === undefined) return
			process.stderr.write('The database is empty. Create the first administrator here, within one hour:\n')
			process.stdout.write(`${env.origin}/first-admin/${token}\n`)
		},
	})
	process.stderr.write(`Fangxin serves ${env.origin} (port ${port})\n`)
}
