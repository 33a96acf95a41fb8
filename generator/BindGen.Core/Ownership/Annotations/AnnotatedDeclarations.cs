using System.Collections.Immutable;
using System.Globalization;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership.Annotations;

/// <summary>A function with what annotations say of it.</summary>
/// <param name="Place">Its first annotation.</param>
/// <param name="Said">What is said of the function itself: of its result, of the call, or what it is part of.</param>
internal sealed record AnnotatedFunction(CFunction Function, SourceSpan Place, ImmutableArray<Clause> Said, ImmutableDictionary<int, ImmutableArray<Clause>> Parameters)
{
    public string Name => Function.Name;

    /// <summary>The phrase that makes it the beginning of a registration, a guard or an enumerator; null for most functions.</summary>
    public Clause? Pair => Said.FirstOrDefault(clause => clause.Words[0].Text is "registration" or "guard" or "enumerator");

    public bool IsOwned => Said.Any(clause => clause.Words[0].Text == "owned");

    /// <summary>The function after <c>owned by</c>.</summary>
    public Word? Release => Said.FirstOrDefault(clause => clause.Words is [{ Text: "owned" }, { Text: "by" }, _]) is { Words: [_, _, var release] } ? release : null;
}

/// <summary>A struct, union or enum with what annotations say of it and of its fields.</summary>
/// <param name="Place">Its first annotation.</param>
internal sealed record AnnotatedType(CDeclaration Type, SourceSpan Place, ImmutableArray<Clause> Said, ImmutableDictionary<string, ImmutableArray<Clause>> Fields)
{
    /// <summary>The phrase that says what the type is: <c>handle Lamp</c>; null when none does.</summary>
    public Clause? Item => Said.FirstOrDefault(clause => clause.Words is [{ Text: "handle" or "record" or "enum" or "callbacks" }, { Kind: WordKind.Name }]);

    /// <summary>What is said beside <see cref="Item"/>.</summary>
    public ImmutableArray<Clause> Rest => Item is { } item ? Said.Remove(item) : Said;
}

/// <summary>The annotations of an API, declaration by declaration, in the order of their places.</summary>
internal sealed record AnnotatedDeclarations(ImmutableArray<AnnotatedType> Types, ImmutableArray<AnnotatedFunction> Functions)
{
    public static AnnotatedDeclarations Of(BindingContext context)
    {
        var index = context.Index;
        var types = ImmutableArray.CreateBuilder<AnnotatedType>();
        var functions = ImmutableArray.CreateBuilder<AnnotatedFunction>();
        foreach (var group in index.Api.Annotations.GroupBy(annotation => (IsOfFunction(annotation), annotation.Name)))
        {
            var own = group.Where(annotation => annotation.Member.Length == 0).SelectMany(Read).ToImmutableArray();
            var members = group.Where(annotation => annotation.Member.Length > 0).ToLookup(annotation => annotation.Member, StringComparer.Ordinal);
            var place = AnnotationPhrase.PlaceOf(group.First());
            if (index.Function(group.Key.Name) is { } function && group.Key.Item1)
                functions.Add(new(function, place, own, members.ToImmutableDictionary(member => int.Parse(member.Key, CultureInfo.InvariantCulture), member => member.SelectMany(Read).ToImmutableArray())));
            else if (TypeOf(group.First(), index) is { } type)
                types.Add(new(type, place, own, members.ToImmutableDictionary(member => member.Key, member => member.SelectMany(Read).ToImmutableArray(), StringComparer.Ordinal)));
        }
        return new AnnotatedDeclarations(types.ToImmutable(), functions.ToImmutable());

        IEnumerable<Clause> Read(CAnnotation annotation) => AnnotationPhrase.Read(annotation, context);
    }

    private static bool IsOfFunction(CAnnotation annotation) => annotation.On is CAnnotated.Function or CAnnotated.Parameter;

    private static CDeclaration? TypeOf(CAnnotation annotation, ApiIndex index) => annotation.On switch
    {
        CAnnotated.Enum => index.Enum(annotation.Name),
        CAnnotated.Function or CAnnotated.Parameter => null,
        _ => index.Record(CTag.Struct, annotation.Name) ?? index.Record(CTag.Union, annotation.Name),
    };
}
