import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

type File = { readonly path: string; readonly bytes: () => Promise<Buffer> }

/** 'free': not there or empty; 'bundle': holds an earlier bundle, which may be replaced; 'taken': anything else. */
export function folderState(folder: string): 'free' | 'bundle' | 'taken' {
	if (!existsSync(folder)) return 'free'
	if (!lstatSync(folder).isDirectory()) return 'taken'
	if (readdirSync(folder).length === 0) return 'free'
	try {
		const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
		const known = typeof manifest === 'object' && manifest !== null && 'format' in manifest
		return known && manifest.format === 'fangxin-bundle-1' ? 'bundle' : 'taken'
	} catch {
		return 'taken'
	}
}

/** Writes the files below the folder, one after the other; of an earlier bundle nothing stays. */
export async function writeFolder(folder: string, files: readonly File[]): Promise<void> {
	if (folderState(folder) === 'bundle')
		for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
	mkdirSync(join(folder, 'evidence'), { recursive: true })
	for (const file of files) {
		const path = join(folder, file.path)
		mkdirSync(dirname(path), { recursive: true })
		writeFileSync(path, await file.bytes())
	}
}
