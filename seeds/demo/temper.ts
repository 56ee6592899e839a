/** A number from 0 to 1 that belongs to an id: cases take their course by it, whatever else happens that day. */
export function temperOf(id: string): number {
	let sum = 7
	for (const c of id) sum = (sum * 31 + c.charCodeAt(0)) % 10007
	return sum / 10007
}
