/**
 * The rooms of the house and what each may import (README: table of rooms). A rule's name says what it keeps.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const TEST = '\\.test\\.tsx?$'
const PKG = 'node_modules/'
const PATHS = '^app/paths\\.ts$'
const FORMS = `${PKG}(react-hook-form|@hookform)/`
const NODE =
	'^(node:)?(crypto|fs|path|url|stream|os|util|events|buffer|module|timers|worker_threads|net|http|child_process|zlib|process)'

/** From a room (tests left out) only to what is allowed. */
const only = (name, comment, from, allowed) => ({
	name,
	comment,
	severity: 'error',
	from: { ...from, pathNot: [TEST].concat(from.pathNot ?? []) },
	to: { pathNot: allowed },
})

module.exports = {
	forbidden: [
		{ name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
		{ name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
		{
			name: 'remix-is-a-stub',
			comment: 'the package "remix" throws when imported; use @remix-run/*',
			severity: 'error',
			from: {},
			to: { path: `^${PKG}remix/` },
		},
		only(
			'domain-is-pure',
			'app/domain imports only app/domain (and zod, from *.schema.ts)',
			{ path: '^app/domain/', pathNot: '\\.schema\\.ts$' },
			'^app/domain/',
		),
		only(
			'domain-schema-only-zod',
			'a *.schema.ts may add zod, nothing else',
			{ path: '^app/domain/.*\\.schema\\.ts$' },
			['^app/domain/', `${PKG}zod/`],
		),
		only(
			'db-knows-domain-only',
			'db may read domain types; it never calls up',
			{ path: '^db/', pathNot: '^db/migrations/' },
			['^db/', '^app/domain/', `${PKG}(kysely|better-sqlite3|pg|@types/[^/]+)/`, NODE],
		),
		only(
			'migrations-are-frozen',
			'a migration may import only kysely and its own folder',
			{ path: '^db/migrations/' },
			['^db/migrations/', `${PKG}kysely/`],
		),
		only(
			'usecase-no-framework',
			'a use case knows domain, db and infra; never Remix, React or a route',
			{ path: '^app/usecases/' },
			['^app/(usecases|domain|infra)/', PATHS, '^db/(queries|tx|sql)', `${PKG}kysely/`, NODE],
		),
		only('infra-is-outward', 'infra adapts the outside; it never calls a use case', { path: '^app/infra/' }, [
			'^app/(infra|domain|i18n)/',
			PATHS,
			PKG,
			NODE,
		]),
		only('i18n-is-words', 'app/i18n knows words and formats', { path: '^app/i18n/' }, [
			'^app/(i18n|domain)/',
			`${PKG}(i18next|react-i18next|react|@types/react)/`,
		]),
		only('http-is-the-edge', 'http turns requests into actors and results into responses', { path: '^app/http/' }, [
			'^app/(http|usecases|domain|infra|i18n)/',
			'^app/components/form-result\\.ts$',
			PATHS,
			`${PKG}(@remix-run|zod|cookie|express|@types/[^/]+)/`,
			NODE,
		]),
		only('ui-is-generic', 'app/ui is a library: no domain, no router, no forms, no server', { path: '^app/ui/' }, [
			'^app/ui/',
			`${PKG}(react|react-dom|lucide-react|@types/react)/`,
		]),
		only(
			'components-are-client-safe',
			'components know domain and ui, never a .server file',
			{ path: '^app/components/' },
			[
				'^app/(components|ui|domain|i18n)/',
				PATHS,
				FORMS,
				`${PKG}(react|react-dom|zod|i18next|react-i18next|@remix-run/react|@types/react|d3-scale|d3-shape|@types/d3-scale|@types/d3-shape)/`,
			],
		),
		{
			name: 'no-server-file-in-the-browser',
			severity: 'error',
			from: { path: '^app/(components|ui|i18n|domain)/' },
			to: { path: '\\.server\\.' },
		},
		only('routes-go-through-usecases', 'a route never opens the database', { path: '^app/routes/' }, [
			'^app/(routes|http|usecases|domain|ui|components|i18n)/',
			PATHS,
			FORMS,
			`${PKG}(@remix-run|react|zod|i18next|react-i18next|@types/react)/`,
		]),
		{
			name: 'routes-do-not-share',
			comment: 'move what two routes share to components or http',
			severity: 'error',
			from: { path: '^app/routes/([^/]+)$' },
			to: { path: '^app/routes/', pathNot: '^app/routes/$1$' },
		},
		only('jobs-call-usecases', 'a job is a clock that calls a use case', { path: '^app/jobs/' }, [
			'^app/(jobs|usecases|domain|infra)/',
			'^app/server/(deps|launch)',
			'^db/client',
			NODE,
		]),
		{
			name: 'nothing-ships-seeds-or-tests',
			severity: 'error',
			from: { path: '^(app|db)/', pathNot: [TEST, '^app/server/(demo|bench|simulate)'] },
			to: { path: '^(seeds|tests)/' },
		},
		{
			name: 'driver-only-in-server-files',
			comment: 'only *.server.ts is kept out of the browser bundle',
			severity: 'error',
			from: { path: '^(app|db)/', pathNot: ['\\.server\\.tsx?$', '^db/migrations/', TEST, '^app/server/'] },
			to: { path: `${PKG}(better-sqlite3|pg|kysely|sharp|exceljs|pino)/`, dependencyTypesNot: ['type-only'] },
		},
		only('paths-is-a-leaf', 'app/paths.ts is the one list of URLs; it imports nothing', { path: PATHS }, '^$'),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'node', 'default', 'types'],
			mainFields: ['module', 'main', 'types'],
		},
	},
}
