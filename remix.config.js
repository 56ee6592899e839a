/** The Remix options. vite.config.ts imports them: Remix's Vite build does not read this file by itself. */
/** @type {import('@remix-run/dev').VitePluginConfig} */
export default {
	appDirectory: 'app',
	buildDirectory: 'build',
	serverBuildFile: 'index.js',
	serverModuleFormat: 'esm',
	future: {
		v3_fetcherPersist: true,
		v3_relativeSplatPath: true,
		v3_throwAbortReason: true,
		v3_routeConfig: true,
		v3_singleFetch: true,
		// Off on purpose: the route-matching advisory of the manifest endpoint (GHSA-chx6-hx7r-mcp5) has no fix in Remix 2.
		v3_lazyRouteDiscovery: false,
	},
}
