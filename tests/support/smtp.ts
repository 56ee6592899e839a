/** A real SMTP server on the loopback that keeps what it was given and fails as it is told to. */
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** What the server does with the next messages. */
export type Mood =
	| { readonly kind: 'well' }
	| { readonly kind: 'refuse'; readonly code: number; readonly to?: string }
	| { readonly kind: 'silent' }

export type Received = { readonly raw: string; readonly mail: Email; readonly to: string }

export type SmtpSink = {
	readonly url: string
	readonly received: Received[]
	mood: Mood
	/** How many connections were opened. */
	readonly connections: () => number
	readonly down: () => Promise<void>
	readonly up: () => Promise<void>
	readonly close: () => Promise<void>
}

function refusal(code: number): Error {
	return Object.assign(new Error(code === 550 ? 'mailbox does not exist' : 'try again later'), { responseCode: code })
}

export async function openSmtp(
	options: { readonly user?: string; readonly password?: string } = {},
): Promise<SmtpSink> {
	let server: SMTPServer | undefined
	let port = 0
	let connections = 0
	const received: Received[] = []
	const sink = { mood: { kind: 'well' } as Mood }
	const make = () =>
		new SMTPServer({
			disabledCommands: options.user ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
			authOptional: options.user === undefined,
			logger: false,
			onConnect: (_session, done) => {
				connections += 1
				done()
			},
			onAuth: (auth, _session, done) => {
				const fine = auth.username === options.user && auth.password === options.password
				done(fine ? null : refusal(535), fine ? { user: auth.username } : undefined)
			},
			onRcptTo: (address, _session, done) => {
				const { mood } = sink
				const meant = mood.kind === 'refuse' && (mood.to === undefined || mood.to === address.address)
				done(meant ? refusal(mood.code) : null)
			},
			onData: (stream, session, done) => {
				const parts: Buffer[] = []
				stream.on('data', (part: Buffer) => parts.push(part))
				stream.on('end', () => {
					const raw = Buffer.concat(parts).toString('utf8')
					if (sink.mood.kind === 'silent') return
					void PostalMime.parse(raw).then((mail) => {
						received.push({ raw, mail, to: session.envelope.rcptTo[0]?.address ?? '' })
						done()
					})
				})
			},
		})
	async function up(): Promise<void> {
		const made = make()
		made.on('error', () => undefined)
		server = made
		await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve))
		const address = made.server.address()
		if (typeof address === 'object' && address) port = address.port
	}
	async function down(): Promise<void> {
		const open = server
		server = undefined
		if (open) await new Promise<void>((resolve) => open.close(() => resolve()))
	}
	await up()
	const who = options.user ? `${options.user}:${encodeURIComponent(options.password ?? '')}@` : ''
	return {
		url: `smtp://${who}127.0.0.1:${port}`,
		received,
		get mood() {
			return sink.mood
		},
		set mood(mood: Mood) {
			sink.mood = mood
		},
		connections: () => connections,
		down,
		up,
		close: down,
	}
}
