import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Entry = { version?: string; optionalDependencies?: Record<string, string>; resolved?: string; dev?: boolean }
const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync('package-lock.json', 'utf8'))

function resolves(from: string, name: string): boolean {
	for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
		if (`${base ? `${base}/` : ''}node_modules/${name}` in lock.packages) return true
		if (base === '') return false
		if (!base.includes('/node_modules/')) base = ''
		if (`node_modules/${name}` in lock.packages) return true
		if (base === '') return false
	}
}

test('every optional dependency of the lock is in the lock, so that a clean install works everywhere', () => {
	const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
		Object.keys(entry.optionalDependencies ?? {})
			.filter((name) => !resolves(path, name))
			.map((name) => `${path} -> ${name}`),
	)
	expect(missing).toEqual([])
})

test('the lock names no registry', () => {
	const hosts = Object.values(lock.packages).filter((entry) => entry.resolved?.startsWith('http'))
	expect(hosts).toEqual([])
})

/** Least versions without a known hole (advisories of the stack); exceptions stand in the README. */
const FLOOR: Record<string, string> = {
	'@remix-run/server-runtime': '2.17.5',
	'@remix-run/node': '2.17.5',
	'@remix-run/react': '2.17.5',
	'@remix-run/express': '2.17.5',
	'@remix-run/router': '1.23.4',
	'react-router': '6.30.6',
	'react-router-dom': '6.30.6',
	express: '4.22.3',
	kysely: '0.28.17',
	'better-sqlite3': '12.11.1',
	undici: '6.21.2',
	'path-to-regexp': '0.1.12',
	cookie: '0.7.0',
	qs: '6.16.0',
}

const parts = (version: string) => version.split('-')[0]?.split('.').map(Number) ?? []
function below(version: string, floor: string): boolean {
	const [a, b] = [parts(version), parts(floor)]
	for (let i = 0; i < 3; i++) if ((a[i] ?? 0) !== (b[i] ?? 0)) return (a[i] ?? 0) < (b[i] ?? 0)
	return false
}

test.each(Object.entries(FLOOR))('%s is at least %s', (name, floor) => {
	const versions = Object.entries(lock.packages)
		.filter(([path, entry]) => path.endsWith(`node_modules/${name}`) && !entry.dev)
		.map(([, entry]) => entry.version ?? '0')
	expect(versions.length).toBeGreaterThan(0)
	expect(versions.filter((version) => below(version, floor))).toEqual([])
})
