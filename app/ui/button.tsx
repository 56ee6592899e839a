import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react'
import { cx } from './class-name.ts'
import { Icon, type IconName } from './icon.tsx'

/** `seal` only where the branch puts its name to something: one on a page at most. */
export type ButtonVariant = 'plain' | 'primary' | 'seal' | 'danger' | 'quiet'
export type ButtonLook = {
	variant?: ButtonVariant | undefined
	small?: boolean | undefined
	block?: boolean | undefined
	icon?: IconName | undefined
}

export function buttonClass({ variant = 'plain', small, block }: ButtonLook): string {
	return cx('btn', variant !== 'plain' && `btn--${variant}`, small && 'btn--s', block && 'btn--block')
}

type ButtonProps = ButtonLook & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style'>

export function Button({ variant, small, block, icon, type = 'button', children, ...rest }: ButtonProps) {
	return (
		<button {...rest} type={type} className={buttonClass(pick({ variant, small, block }))}>
			{icon ? <Icon name={icon} {...(small ? { size: 's' } : {})} /> : null}
			{children}
		</button>
	)
}

type LinkButtonProps = ButtonLook &
	Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'className' | 'style'> & { href: string; children: ReactNode }

/** A plain document link: files, print sheets, other sites. Inside the product use ButtonLink. */
export function LinkButton({ variant, small, block, icon, children, ...rest }: LinkButtonProps) {
	return (
		<a {...rest} className={buttonClass(pick({ variant, small, block }))}>
			{icon ? <Icon name={icon} {...(small ? { size: 's' } : {})} /> : null}
			{children}
		</a>
	)
}

function pick({
	variant,
	small,
	block,
}: {
	variant?: ButtonVariant | undefined
	small?: boolean | undefined
	block?: boolean | undefined
}): ButtonLook {
	return { ...(variant ? { variant } : {}), ...(small ? { small } : {}), ...(block ? { block } : {}) }
}
