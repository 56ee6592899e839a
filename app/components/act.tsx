import { Form, Link, type LinkProps, useNavigation } from '@remix-run/react'
import { type ReactNode, useId } from 'react'
import { Button, type ButtonLook, buttonClass } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { type Condition, GateList } from './gate.tsx'

type ButtonLinkProps = ButtonLook & Omit<LinkProps, 'className' | 'style'>

/** A link inside the product that looks like a button. */
export function ButtonLink({ variant, small, block, icon, children, ...rest }: ButtonLinkProps) {
	return (
		<Link {...rest} className={buttonClass({ variant, small, block })}>
			{icon ? <Icon name={icon} size={small ? 's' : undefined} /> : null}
			{children}
		</Link>
	)
}

type PostButtonProps = ButtonLook & {
	action?: string | undefined
	/** Sent with the click: intent, version, idempotencyKey. */
	fields?: Readonly<Record<string, string>> | undefined
	disabled?: boolean | undefined
	label?: string | undefined
	children: ReactNode
}

/** A form of one button, for acts that ask nothing. */
export function PostButton({ action, fields, children, label, ...look }: PostButtonProps) {
	const busy = useNavigation().state === 'submitting'
	return (
		<Form method="post" {...(action ? { action } : {})}>
			{Object.entries(fields ?? {}).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			<Button {...look} type="submit" aria-label={label} aria-disabled={busy || undefined}>
				{children}
			</Button>
		</Form>
	)
}

type ActProps = ButtonLook & {
	label: string
	/** Said under the button: what it means. */
	why?: ReactNode | undefined
	/** The page of the act, when it may be done now. */
	to?: string | undefined
	/** Or sent at once: for acts without questions. */
	post?: Readonly<Record<string, string>> | undefined
	action?: string | undefined
	/** Conditions; the act is shut as long as one is not met. Leave out for an act that is always open. */
	conditions?: readonly Condition[] | undefined
	/** Shut with one sentence instead of conditions. */
	shut?: ReactNode | undefined
}

/** One act of 'what can I do now'. Shut acts stay visible, focusable, and say why. */
export function Act({ label, why, to, post, action, conditions, shut, ...look }: ActProps) {
	const id = useId()
	const isShut = shut !== undefined || (conditions ?? []).some((condition) => !condition.ok)
	const block = look.block ?? true
	return (
		<div className="act">
			{isShut ? (
				<Button {...look} block={block} icon="lock" aria-disabled="true" aria-describedby={id}>
					{label}
				</Button>
			) : to ? (
				<ButtonLink {...look} block={block} to={to}>
					{label}
				</ButtonLink>
			) : (
				<PostButton {...look} block={block} action={action} fields={post}>
					{label}
				</PostButton>
			)}
			{why ? <span className="why">{why}</span> : null}
			{isShut && shut !== undefined ? (
				<span className="why" id={id}>
					{shut}
				</span>
			) : null}
			{conditions && shut === undefined ? <GateList id={id} conditions={conditions} /> : null}
		</div>
	)
}
