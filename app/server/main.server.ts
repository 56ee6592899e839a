// Production. This file stays tiny: it has to run on a Node that the rest does not run on.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 7)) {
	process.stderr.write(
		`Node ${process.versions.node} is too old: 24.7 or newer is needed. Start with \`npm start\`, which brings its own on Linux.\n`,
	)
	process.exit(1)
}
const { startProduction } = await import('./production.server.ts')
await startProduction()

export {}
