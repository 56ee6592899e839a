import type { FeedbackPart, Handed, HandedFile } from './feedback.server.ts'

type Item = { readonly id: string; readonly said: string }
type Sent = { readonly field: string; readonly name: string; readonly bytes: Buffer }

const PART_OF: Readonly<Record<string, FeedbackPart>> = {
	resultFiles: 'result',
	causeFiles: 'cause',
	mechanismFiles: 'mechanism',
}

/** What the boxes of the form say of each file: beside which answer, or for which piece of the evidence wanted. */
export function handedOf(wanted: readonly Item[], files: readonly Sent[]): Handed {
	const handed = files.flatMap(({ field, name, bytes }): HandedFile[] => {
		const part = PART_OF[field]
		if (part) return [{ name, bytes, part, wantedId: null }]
		const row = wanted[Number(/^wanted\.(\d{1,2})\.files$/.exec(field)?.[1])]
		return row ? [{ name, bytes, part: 'wanted', wantedId: row.id }] : []
	})
	return { files: handed, said: wanted.map(({ id, said }) => ({ wantedId: id, text: said })) }
}
