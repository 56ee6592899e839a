import { Transform } from 'node:stream'

/**
 * A way for a rendered page to the socket that lets no zero byte through. React 18 renders into views of 2,048 bytes; when a
 * character of several bytes does not fit into the rest of a view, that rest goes out as zeros, and a browser shows each
 * of them as a replacement character in the middle of a Chinese word. HTML may hold no zero byte, so none is meant.
 */
export function htmlStream(): Transform {
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk)
		},
	})
}
