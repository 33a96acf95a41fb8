namespace BindGen.Rules;

/// <summary>Where a word of the language may stand.</summary>
internal enum WordPlace
{
    /// <summary>After a parameter's name and a colon, or after the name of a field that is a parameter of a callback.</summary>
    Parameter,

    /// <summary>After the arrow.</summary>
    Result,

    /// <summary>After a comma at the end of a rule for a symbol, or before its arrow.</summary>
    Clause,

    /// <summary>After the name of a record's field.</summary>
    Field,

    /// <summary>After <c>callback</c>, <c>callbacks NAME</c> and <c>retained</c>: how long C keeps what it is given.</summary>
    Lifetime,

    Handle,
    Record,
    Enum,
    Constants,
    Callbacks,
    Registration,
    Guard,
    Enumerator,
    Functions,
    Target,
}

/// <summary>A word that the rules language has in one place. The parser, the binder, the messages and the reference page read the same table.</summary>
/// <param name="Text">The word that begins the phrase.</param>
/// <param name="Form">The whole phrase; capitals stand for what is to be filled in.</param>
/// <param name="Meaning">What it says, as a sentence without its full stop.</param>
/// <param name="Example">Rules for <c>docs/example.h</c> that use it; empty for what only project files have.</param>
internal sealed record RuleWord(string Text, WordPlace Place, string Form, string Meaning, string Example);
