"""`wechat`: whether the platform can be reached, and whether its templates are those of this installation's file."""

import click

from jobmatch.commands import shell


@click.command("wechat")
@click.pass_context
def wechat_command(context: click.Context) -> None:
    """Ask WeChat for the templates of the account and compare them with the file; sends nothing to anybody."""
    from jobmatch.push import wechat_channel
    from jobmatch.push.platform import WeChatError
    from jobmatch.settings import settings

    ours = wechat_channel.templates(settings())
    platform = wechat_channel.to_be_checked(settings())
    if platform is None:
        raise shell.UnusableError(
            "there is no account: WECHAT_APPID is not set, and messages go the other ways "
            "(`make run` sets the simulated account for what it starts; docs/operating.md lists the WECHAT_ settings)"
        )
    try:
        found = wechat_channel.check(platform, ours)
    except WeChatError as error:
        raise shell.UnusableError(f"{settings().wechat_api_root} does not give its templates: {error}") from error
    for difference in found:
        click.echo(difference)
    click.echo(f"{len(ours)} kinds of message have a template; {len(found)} differences", err=True)
    context.exit(1 if found else 0)
