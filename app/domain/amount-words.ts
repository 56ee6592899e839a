import type { Fen } from './money.ts'

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

const digit = (n: number) => DIGITS.charAt(n)

/** Up to four figures: '壹仟零伍'. */
function groupWords(n: number): string {
	let out = ''
	let zero = false
	for (let place = 3; place >= 0; place--) {
		const figure = Math.floor(n / 10 ** place) % 10
		if (figure === 0) {
			zero = out !== ''
			continue
		}
		out += `${zero ? '零' : ''}${digit(figure)}${PLACES[place] ?? ''}`
		zero = false
	}
	return out
}

function yuanWords(yuan: number): string {
	let out = ''
	let gap = false
	for (let g = GROUPS.length - 1; g >= 0; g--) {
		const group = Math.floor(yuan / 10000 ** g) % 10000
		if (group === 0) {
			gap = out !== ''
			continue
		}
		// A zero is said when places between two figures are empty.
		const zero = out !== '' && (gap || group < 1000)
		out += `${zero ? '零' : ''}${groupWords(group)}${GROUPS[g] ?? ''}`
		gap = false
	}
	return out
}

/** The amount in the capital figures of Chinese documents: 200000 fen → '人民币贰仟元整'. Whole fen from 0 upward. */
export function amountInWords(fen: Fen): string {
	const yuan = Math.floor(fen / 100)
	const [jiao, cent] = [Math.floor(fen / 10) % 10, fen % 10]
	const whole = yuan > 0 ? `${yuanWords(yuan)}元` : ''
	if (jiao === 0 && cent === 0) return `人民币${whole || '零元'}整`
	const tail = `${jiao > 0 ? `${digit(jiao)}角` : yuan > 0 ? '零' : ''}${cent > 0 ? `${digit(cent)}分` : '整'}`
	return `人民币${whole}${tail}`
}
