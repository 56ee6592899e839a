/** What is planned, by its moment; what was planned first comes first. */
export type Agenda = {
	readonly add: (at: number, act: () => Promise<void>) => void
	readonly next: () => { readonly at: number; readonly act: () => Promise<void> } | undefined
}

type Entry = { readonly at: number; readonly n: number; readonly act: () => Promise<void> }

const earlier = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.n < b.n)

export function agenda(): Agenda {
	const heap: Entry[] = []
	let n = 0
	const entry = (i: number) => heap[i]
	const swap = (i: number, j: number) => {
		const [a, b] = [heap[i], heap[j]]
		if (a && b) [heap[i], heap[j]] = [b, a]
	}
	return {
		add: (at, act) => {
			n += 1
			heap.push({ at, n, act })
			for (let i = heap.length - 1; i > 0; ) {
				const up = (i - 1) >> 1
				const [child, parent] = [entry(i), entry(up)]
				if (!child || !parent || !earlier(child, parent)) break
				swap(i, up)
				i = up
			}
		},
		next: () => {
			const top = heap[0]
			const last = heap.pop()
			if (heap.length > 0 && last) {
				heap[0] = last
				for (let i = 0; ; ) {
					let least = i
					for (const child of [2 * i + 1, 2 * i + 2]) {
						const [a, b] = [entry(child), entry(least)]
						if (a && b && earlier(a, b)) least = child
					}
					if (least === i) break
					swap(i, least)
					i = least
				}
			}
			return top
		},
	}
}
