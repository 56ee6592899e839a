import nodemailer from 'nodemailer'
import type { Answer, Channels, Mail } from './channels.ts'
import { mailOptions } from './mail.server.ts'

/** Addresses whose server says no, so that the demo has something to look at. */
const REFUSED = /@(?:gone|refused)\./
const FROM = 'Fangxin <no-reply@demo.invalid>'

/** Nothing leaves the machine: mails are built by the real library and thrown away, robots say that they heard. */
export function demoChannels(origin: string): Channels {
	const transport = nodemailer.createTransport({ jsonTransport: true })
	async function mail(message: Mail): Promise<Answer> {
		await transport.sendMail(mailOptions(message, FROM))
		if (REFUSED.test(message.to)) return { outcome: 'permanent', answer: '550 5.1.1 mailbox does not exist (demo)' }
		return { outcome: 'sent', answer: '250 kept in the demo' }
	}
	return {
		mail,
		robot: async () => ({ outcome: 'sent', answer: 'errcode 0 (demo)' }),
		robotReady: () => true,
		random: () => 0.5,
		origin,
	}
}
