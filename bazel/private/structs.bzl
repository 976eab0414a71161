"""Changing single fields of structs and provider instances that rules_go owns."""

def with_fields(value, **changes):
    """Returns the fields of a struct as a dict, some of them replaced.

    Fields that we have never heard of are kept: newer versions of rules_go may add some.

    Args:
      value: a struct or provider instance.
      **changes: fields to replace or add.

    Returns:
      A dict from field name to value, to be passed on as keyword arguments.
    """
    fields = {name: getattr(value, name) for name in dir(value) if name not in ("to_json", "to_proto")}
    fields.update(changes)
    return fields

def display_label(label):
    """The label as its user writes it: without `@@` for the main repository.

    Args:
      label: a Label.

    Returns:
      A string.
    """
    text = str(label)
    return text[2:] if text.startswith("@@//") else text
