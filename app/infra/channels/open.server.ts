import type { Env } from '../env.server.ts'
import type { Channels } from './channels.ts'
import { demoChannels } from './demo.server.ts'
import { smtpMail } from './mail.server.ts'
import { robotPoster } from './robots.server.ts'

type Settings = Pick<Env, 'demo' | 'smtpUrl' | 'mailFrom' | 'robots' | 'robotLoopback' | 'origin'>

/** The channels that the environment names; the demo without any keeps everything in the machine. */
export function openChannels(env: Settings): Channels {
	if (env.demo && env.smtpUrl === null && env.robots.size === 0) return demoChannels(env.origin)
	return {
		mail: env.smtpUrl === null ? null : smtpMail({ url: env.smtpUrl, from: env.mailFrom }),
		robot: robotPoster(env.robots, env.robotLoopback),
		robotReady: (code) => env.robots.has(code),
		random: Math.random,
		origin: env.origin,
	}
}
