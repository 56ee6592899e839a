/**
 * Writes app/i18n/messages/zh-Hant from zh-Hans by character conversion (domain 10: mainland words are kept),
 * and the index of each language. Run by `npm run i18n`; a test proves that the files are up to date.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Converter } from 'opencc-js/cn2t'

const ROOT = new URL('../app/i18n/messages/', import.meta.url)
const convert = Converter({ from: 'cn', to: 't' })
// domain 10: overrides on top of OpenCC's cn -> t
const OVERRIDES: readonly (readonly [RegExp, string])[] = [
	[/覈/g, '核'],
	[/臺賬/g, '台賬'],
	[/爲/g, '為'],
	[/僞/g, '偽'],
	[/裏/g, '裡'],
	[/羣/g, '群'],
	[/啓/g, '啟'],
]

/** Traditional characters for simplified text; words stay the mainland's. */
export function toHant(text: string): string {
	return OVERRIDES.reduce((out, [from, to]) => out.replace(from, to), convert(text))
}

/** File contents by name, as they should be. */
export function hantFiles(): Map<string, string> {
	const files = new Map<string, string>()
	for (const name of readdirSync(new URL('zh-Hans/', ROOT)).sort()) {
		if (name === 'index.ts') continue
		const text = readFileSync(new URL(`zh-Hans/${name}`, ROOT), 'utf8').replace(/\/\*\*[\s\S]*?\*\/\n/g, '')
		files.set(name, `// Made from zh-Hans/${name} by npm run i18n.\n${toHant(text)}`)
	}
	return files
}

const camel = (name: string) => name.replace('.ts', '').replace(/-(\w)/g, (_, c: string) => c.toUpperCase())

/** The index of one language: every file's keys in one flat object. */
export function indexFile(names: readonly string[]): string {
	const imports = names.map((name) => `import { ${camel(name)} } from './${name}'`).join('\n')
	const spread = names.map((name) => `\t...${camel(name)},`).join('\n')
	return `// Made by npm run i18n.\n${imports}\n\nexport const messages = {\n${spread}\n} as const\n`
}

if (process.argv[1] === import.meta.filename) {
	const files = hantFiles()
	for (const [name, text] of files) writeFileSync(new URL(`zh-Hant/${name}`, ROOT), text)
	for (const language of ['zh-Hans', 'zh-Hant', 'en'])
		writeFileSync(new URL(`${language}/index.ts`, ROOT), indexFile([...files.keys()]))
	process.stderr.write(`${files.size} message files\n`)
}
