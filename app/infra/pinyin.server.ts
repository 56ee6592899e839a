/** The first Chinese character of each initial in pinyin order; I, U and V begin no syllable. */
const FIRST = '阿八嚓咑妸发旮哈丌咔垃妈拏噢妑七呥仨他屲夕丫帀'
const LETTERS = 'abcdefghjklmnopqrstwxyz'
const order = new Intl.Collator('zh-Hans-u-co-pinyin')

function initialOf(character: string): string {
	if (/[a-z0-9]/i.test(character)) return character.toLowerCase()
	if (!/\p{Script=Han}/u.test(character)) return ''
	let letter = ''
	for (const [i, first] of [...FIRST].entries()) if (order.compare(first, character) <= 0) letter = LETTERS[i] ?? ''
	return letter
}

/** 'hxtx' for 恒信通讯: what people type to find a name. A character with several readings gives its commonest one. */
export function pinyinInitials(name: string): string {
	return [...name].map(initialOf).join('')
}
