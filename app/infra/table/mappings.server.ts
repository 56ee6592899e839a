import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Bodies of the mappings that come with the product: files of seeds/mappings, read beside the running program. */
export function shippedMappings(root = process.cwd()): unknown[] {
	const folder = join(root, 'seeds', 'mappings')
	const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
	return names.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
}
