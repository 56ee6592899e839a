import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

function filesUnder(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name)
		return statSync(path).isDirectory() ? filesUnder(path) : [path]
	})
}

const code = ['app', 'db', 'seeds'].flatMap(filesUnder).filter((path) => /\.tsx?$/.test(path) && !/\.test\./.test(path))
const text = (path: string) => readFileSync(path, 'utf8')
const lines = (path: string) => text(path).split('\n').length

/** Types and tables that are long because the field is (house.md 1.2). */
const LONG_TABLES = [
	'db/schema.ts',
	'app/i18n/messages',
	'db/migrations',
	'app/infra/common-passwords',
	'app/domain/case/events.ts',
]

describe('the house keeps its own rules', () => {
	test('no file is longer than 300 lines', () => {
		const long = code.filter((path) => !LONG_TABLES.some((table) => path.startsWith(table)) && lines(path) > 300)
		expect(long).toEqual([])
	})

	test('every route file stands in the list of routes and asks for its actor itself', () => {
		const listed = text('app/routes.ts')
		const PUBLIC = [
			'sign-in.tsx',
			'sign-out.tsx',
			'first-admin.tsx',
			'language.tsx',
			'theme.tsx',
			'help.tsx',
			'verify.tsx',
			'not-found.tsx',
			// A calendar program has no session: the secret in the address is the permission.
			'calendar-feed.ts',
		]
		for (const path of filesUnder('app/routes')) {
			const name = path.replace('app/routes/', '')
			expect(listed, path).toContain(`'routes/${name}'`)
			if (!PUBLIC.includes(name)) expect(text(path), path).toMatch(/require(Actor|SignedIn|BearerOrActor|Any)/)
			const wanted = [/export (async )?function loader/, /export (async )?function action/]
			for (const pattern of wanted) {
				const body = text(path).split(pattern)[2]
				if (body && !PUBLIC.includes(name) && !body.startsWith('() {\n\treturn problem(405'))
					expect(body.slice(0, 900), `${path} ${pattern}`).toMatch(/require(Actor|SignedIn|BearerOrActor|Any)/)
			}
		}
	})

	test('every listed route has its file', () => {
		const files = [...text('app/routes.ts').matchAll(/'(routes\/[^']+\.tsx?)'/g)].map((hit) => `app/${hit[1]}`)
		expect(files.filter((file) => !existsSync(file))).toEqual([])
	})

	test('no literal Chinese stands outside the messages, seeds and rules of writing', () => {
		const shown = [...filesUnder('app/routes'), ...filesUnder('app/components'), ...filesUnder('app/ui')]
			.filter((path) => /\.tsx?$/.test(path) && !/\.test\./.test(path))
			.filter((path) =>
				text(path)
					.split('\n')
					.some((line) => /[\u4e00-\u9fff]/.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line)),
			)
		expect(shown).toEqual([])
	})

	test('no page carries style of its own: the content security policy forbids it', () => {
		const styled = [...filesUnder('app/routes'), ...filesUnder('app/components'), ...filesUnder('app/ui')]
			.filter((path) => path.endsWith('.tsx'))
			.filter((path) => /\sstyle=/.test(text(path)))
		expect(styled).toEqual([])
	})

	test('rules know no clock and no random', () => {
		const impure = filesUnder('app/domain')
			.filter((path) => !/\.test\./.test(path))
			.filter((path) => /\bDate\.now|new Date\b|Math\.random/.test(text(path)))
		expect(impure).toEqual([])
	})

	test('the README lists every room', () => {
		const readme = text('README.md')
		for (const name of readdirSync('app').filter((n) => statSync(join('app', n)).isDirectory()))
			expect(readme, name).toContain(`app/${name}`)
	})
})
