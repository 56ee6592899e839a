// The demo: one command, no settings. This file stays tiny, for the same reason as main.server.ts.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 7)) {
	process.stderr.write(
		`Node ${process.versions.node} is too old: run \`npm run demo\`, which brings its own on Linux.\n`,
	)
	process.exit(1)
}
const { startDemo } = await import('./demo-start.server.ts')
await startDemo(process.argv.slice(2))

export {}
