import type { ServerBuild } from '@remix-run/node'
import { createServer as createVite } from 'vite'
import { readEnv } from '#app/infra/env.server.ts'
import { offerFirstLink } from '#app/usecases/accounts/first-link.server.ts'
import { openDatabase } from '#db/client.server.ts'
import { migrateUp } from '#db/migrate.server.ts'
import { refuseToStart, serve } from './serve.server.ts'

/** Found at once instead of page by page: each late find reloads the page. */
const CLIENT_PACKAGES = [
	'react',
	'react-dom',
	'react-dom/client',
	'react/jsx-dev-runtime',
	'react/jsx-runtime',
	'@remix-run/react',
	'i18next',
	'react-i18next',
	'react-hook-form',
	'@hookform/resolvers/zod',
	'zod',
	'zod/v4/core',
	'lucide-react',
]

/** `npm run dev`: the same server with Vite in the middle; migrates by itself. DEMO=1 shows it as the demo. */
async function startDevelopment(): Promise<void> {
	const read = readEnv(process.env, 'development')
	if (!read.ok) refuseToStart(read.faults)
	const db = openDatabase(read.env.databaseUrl)
	await migrateUp(db)
	await db.close()
	const { port } = await serve({
		env: read.env,
		build: async (server) => {
			const vite = await createVite({
				appType: 'custom',
				server: { middlewareMode: true, hmr: { server } },
				// Two servers that share a cache mix two copies of React.
				cacheDir: `node_modules/.vite/port-${read.env.port}`,
				optimizeDeps: { include: CLIENT_PACKAGES },
			})
			// The plugin serves the build under this name; only the plugin knows its type.
			const build = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>
			return { vite: vite.middlewares, build }
		},
		before: async ({ deps }) => {
			const token = await offerFirstLink(deps)
			if (token !== undefined) process.stderr.write(`${read.env.origin}/first-admin/${token}\n`)
		},
	})
	process.stderr.write(`Development on http://localhost:${port}\n`)
}

await startDevelopment()
