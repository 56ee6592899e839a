/** Words of this product that everybody tries first; the person's own words are added (ASVS 6.2.11). */
const CONTEXT_WORDS = ['fangxin', '放心', 'telecom', 'dianxin', 'unicom', 'mobile', 'compliance', 'dealer']

const LEET: Readonly<Record<string, string>> = {
	'0': 'o',
	'1': 'l',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'@': 'a',
	$: 's',
}

/** The password as a guesser sees it: small letters, usual replacements undone. */
function plainForm(password: string): string {
	return [...password.toLowerCase()].map((char) => LEET[char] ?? char).join('')
}

/** What remains of the password without these words. */
function without(password: string, words: readonly string[]): string {
	return words.reduce((rest, word) => (word.length < 2 ? rest : rest.replaceAll(word, '')), password)
}

/** Fewer characters than this beside a known word are no secret. */
const OWN_CHARACTERS = 6

/**
 * True when a password falls to the first guesses: common, one character over and over, or little more than words of
 * the product or of the person. `isCommon` looks into the list of common passwords.
 */
export function isWeakPassword(
	password: string,
	personWords: readonly string[],
	isCommon: (password: string) => boolean,
): boolean {
	const low = password.toLowerCase()
	if (new Set(low).size < 4) return true
	// 'p@ssw0rd1': replacements are undone in the word, not in the figures behind it.
	const tail = /[0-9!@#$.]*$/.exec(low)?.[0] ?? ''
	const word = plainForm(low.slice(0, low.length - tail.length))
	if ([low, plainForm(low), word + tail].some(isCommon)) return true
	const words = [...CONTEXT_WORDS, ...personWords.map((one) => one.toLowerCase())]
	return [
		[low, without(low, words)],
		[word + tail, without(word + tail, words.map(plainForm))],
	].some(([whole = '', rest = '']) => rest !== whole && [...rest].length < OWN_CHARACTERS)
}
