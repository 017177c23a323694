"""`interpkb completion`: the script that completes commands in a shell."""

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that lets a SHELL complete commands, options and ids.

    \b
    Examples:
      interpkb completion bash >> ~/.bashrc
      interpkb completion zsh >> ~/.zshrc
      interpkb completion fish > ~/.config/fish/completions/interpkb.fish
    """
    root = click.get_current_context().find_root().command
    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(root, {}, "interpkb", "_INTERPKB_COMPLETE").source(), nl=False)
