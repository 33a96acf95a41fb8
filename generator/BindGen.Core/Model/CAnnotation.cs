namespace BindGen.Model;

/// <summary>What an annotation stands on.</summary>
internal enum CAnnotated
{
    Function,
    Parameter,
    Struct,
    Union,
    Enum,
    Field,
}

/// <summary>What a macro of <c>bindgen.h</c> says of a declaration.</summary>
/// <param name="Name">The function, record or enum; of a parameter its function, of a field its record.</param>
/// <param name="Member">A parameter's position from 0, or a field's name; otherwise empty.</param>
/// <param name="Phrase">A phrase of the rules language, in one line.</param>
/// <param name="Location">Where the macro is used.</param>
/// <param name="Column">From 1.</param>
internal sealed record CAnnotation(CAnnotated On, string Name, string Member, string Phrase, CLocation Location, int Column)
{
    /// <summary>What it stands on, as an <c>.api</c> file says it: <c>parameter get_device 0</c>.</summary>
    public string Subject => Member.Length == 0 ? $"{Keyword(On)} {Name}" : $"{Keyword(On)} {Name} {Member}";

    public static string Keyword(CAnnotated on) => on switch
    {
        CAnnotated.Function => "function",
        CAnnotated.Parameter => "parameter",
        CAnnotated.Struct => "struct",
        CAnnotated.Union => "union",
        CAnnotated.Enum => "enum",
        _ => "field",
    };
}
