using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership.Annotations;

/// <summary>Reads the phrases of annotations with the parser of rules; every word gets the place of the macro in the header.</summary>
internal static class AnnotationPhrase
{
    /// <returns>The clauses of the phrase, most often one; none after an error was reported.</returns>
    public static ImmutableArray<Clause> Read(CAnnotation annotation, BindingContext context)
    {
        var place = PlaceOf(annotation);
        var found = new DiagnosticBag();
        var stream = new TokenStream(Lexer.Scan(place.File, annotation.Phrase, found), found);
        var isRead = new PhraseParser(stream).TryParseClauses("a phrase of the rules language", withSeparators: true, null, out var clauses)
            && (stream.AtEnd || stream.Expected("a word of the phrase"));
        foreach (var diagnostic in found.ToSorted())
            context.Report(diagnostic with { Span = place, Message = $"in the annotation '{annotation.Phrase}' of {annotation.Subject}: {diagnostic.Message}" });
        return isRead && !found.HasErrors ? [.. clauses.Select(clause => At(clause, place))] : [];
    }

    public static SourceSpan PlaceOf(CAnnotation annotation) =>
        new(annotation.Location.Header, annotation.Location.Line, annotation.Column, annotation.Location.Line, annotation.Column + 1);

    public static SourceSpan PlaceOf(CDeclaration declaration) =>
        new(declaration.Location.Header, declaration.Location.Line, 1, declaration.Location.Line, 1);

    private static Clause At(Clause clause, SourceSpan place) => new(place, [.. clause.Words.Select(word => word with { Span = place })]);
}
