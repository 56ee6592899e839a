import { createServer } from 'node:http'

// A bare server for comparison: /<bytes> answers a page of that many bytes. A process of its own, as the product's is.
const pages = new Map<number, Buffer>()

const server = createServer((incoming, answer) => {
	const size = Number(incoming.url?.slice(1)) || 0
	const page = pages.get(size) ?? Buffer.alloc(size, 'x')
	pages.set(size, page)
	incoming.resume()
	answer.setHeader('Content-Type', 'text/html; charset=utf-8')
	answer.end(page)
})
server.listen(0, '127.0.0.1', () => {
	const address = server.address()
	if (typeof address === 'object' && address) process.stdout.write(`${address.port}\n`)
})
process.once('SIGTERM', () => process.exit(0))
