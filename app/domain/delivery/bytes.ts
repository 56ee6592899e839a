/** The UTF-8 size of a text. */
export function byteLength(text: string): number {
	return new TextEncoder().encode(text).length
}

/** A sign that belongs to the one before it: accents, variation selectors, skin tones, joiners. */
const JOINS = /^(?:\p{M}|\p{Emoji_Modifier}|\u200d|\ufe0f)$/u

/** The text in at most `max` bytes of UTF-8, cut between two characters; `tail` says that something is missing. */
export function cutToBytes(text: string, max: number, tail = '…'): string {
	if (byteLength(text) <= max) return text
	const room = max - byteLength(tail)
	if (room < 0) return ''
	let [size, kept, whole, joined] = [0, '', '', false]
	for (const char of text) {
		// Until now is a boundary, unless this sign joins the one before it.
		if (!joined && !JOINS.test(char)) whole = kept
		size += byteLength(char)
		if (size > room) break
		kept += char
		joined = char === '\u200d'
	}
	return whole + tail
}

/**
 * As many whole lines as fit into `max` bytes between head and foot; `more` names how many were left out. One line that
 * is too long by itself is cut.
 */
export function fitLines(
	head: string,
	lines: readonly string[],
	foot: string,
	max: number,
	more: (left: number) => string,
): string {
	const join = (shown: readonly string[], left: number) =>
		[head, ...shown, ...(left > 0 ? [more(left)] : []), foot].filter((line) => line !== '').join('\n')
	const whole = join(lines, 0)
	if (byteLength(whole) <= max) return whole
	for (let n = lines.length - 1; n >= 1; n -= 1) {
		const text = join(lines.slice(0, n), lines.length - n)
		if (byteLength(text) <= max) return text
	}
	return cutToBytes(join(lines.slice(0, 1), lines.length - 1), max)
}
