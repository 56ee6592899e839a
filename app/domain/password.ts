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
export function plainForm(password: string): string {
	return [...password.toLowerCase()].map((char) => LEET[char] ?? char).join('')
}

function mostlyIs(password: string, word: string): boolean {
	return word.length >= 3 && password.includes(word) && password.length - word.length < 6
}

/**
 * True when a password falls to the first guesses: common, one character over and over, a run of the keyboard, or
 * little more than a word of the product or of the person. `isCommon` looks into the list of common passwords.
 */
export function isWeakPassword(
	password: string,
	personWords: readonly string[],
	isCommon: (password: string) => boolean,
): boolean {
	const low = password.toLowerCase()
	const plain = plainForm(password)
	if (new Set(low).size < 4) return true
	if (isCommon(low) || isCommon(plain)) return true
	return [...CONTEXT_WORDS, ...personWords.map((word) => word.toLowerCase())].some(
		(word) => mostlyIs(low, word) || mostlyIs(plain, plainForm(word)),
	)
}
