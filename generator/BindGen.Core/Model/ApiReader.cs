using System.Collections.Immutable;
using System.Globalization;
using BindGen.Diagnostics;

namespace BindGen.Model;

/// <summary>Reads what <see cref="ApiWriter"/> wrote, and gives the same model back.</summary>
internal sealed class ApiReader
{
    private static readonly CAnnotated[] AnnotatedKinds = (CAnnotated[])System.Enum.GetValues(typeof(CAnnotated));

    private readonly string _text;
    private readonly Dictionary<string, string> _headers = new(StringComparer.Ordinal);
    private readonly HashSet<(string Kind, string Name)> _declared = [];
    private int _position;
    private int _line;

    private ApiReader(string text) => _text = text;

    /// <returns>Null when the text is no <c>.api</c> file of this version; then <paramref name="diagnostics"/> says which line.</returns>
    public static CApi? Read(string path, string text, DiagnosticBag diagnostics)
    {
        var reader = new ApiReader(text);
        try
        {
            return reader.Read();
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            diagnostics.Add(
                DiagnosticKinds.BrokenApiFile,
                new SourceSpan(path, Math.Max(1, reader._line), 1, Math.Max(1, reader._line), 1),
                exception.Message,
                "An .api file is written by 'bindgen generate'; capture it again instead of editing it.");
            return null;
        }
    }

    private CApi Read()
    {
        if (!NextLine(out var line) || !line.SequenceEqual(ApiWriter.FirstLine.AsSpan()))
            throw new FormatException($"the first line is not '{ApiWriter.FirstLine}'");

        var (triple, source, exports) = ("", "", false);
        var headers = ImmutableArray.CreateBuilder<string>();
        var functions = ImmutableArray.CreateBuilder<CFunction>();
        var macros = ImmutableArray.CreateBuilder<CMacro>();
        var variables = ImmutableArray.CreateBuilder<CVariable>();
        var typedefs = ImmutableArray.CreateBuilder<CTypedef>();
        var enums = ImmutableArray.CreateBuilder<CEnum>();
        var records = ImmutableArray.CreateBuilder<CRecord>();
        var annotations = ImmutableArray.CreateBuilder<CAnnotation>();

        while (true)
        {
            if (!NextLine(out line))
                throw new FormatException($"the file is cut short: the last line is not '{ApiWriter.LastLine}'");
            if (line.IsEmpty)
                continue;
            if (line.SequenceEqual(ApiWriter.LastLine.AsSpan()))
                break;
            var keyword = Keyword(ref line);
            switch (keyword)
            {
                case "target" when !line.IsEmpty: triple = line.ToString(); break;
                case "source": source = line.ToString(); break;
                case "exports" when line.SequenceEqual("known".AsSpan()): exports = true; break;
                case "header": headers.Add(line.ToString()); break;
                case "function": functions.Add(Function(Name("function", line))); break;
                case "macro": macros.Add(new CMacro(Name("macro", line), Location(), CMacroKind.TakesArguments)); break;
                case "constant": macros.Add(Constant(Name("macro", line))); break;
                case "variable": variables.Add(Variable(Name("variable", line))); break;
                case "typedef": typedefs.Add(new CTypedef(Name("typedef", line), Location(), Type(Expect("  = ")))); break;
                case "enum": enums.Add(Enum(Name("enum", line))); break;
                case "struct": records.Add(Record(Name("struct", line), false)); break;
                case "union": records.Add(Record(Name("union", line), true)); break;
                case "annotation": annotations.Add(Annotation(line)); break;
                default: throw new FormatException($"'{keyword.ToString()}' is no kind of declaration");
            }
        }

        if (triple.Length == 0)
            throw new FormatException("no line 'target' says what the declarations are true for");
        return new CApi(
            new CTarget(triple, source, exports),
            headers.ToImmutable(),
            records.ToImmutable(),
            enums.ToImmutable(),
            typedefs.ToImmutable(),
            functions.ToImmutable(),
            macros.ToImmutable(),
            variables.ToImmutable())
        {
            Annotations = annotations.ToImmutable(),
        };
    }

    private string Name(string kind, ReadOnlySpan<char> name)
    {
        var text = name.ToString();
        if (text.Length == 0)
            throw new FormatException($"the {kind} has no name");
        return _declared.Add((kind, text)) ? text : throw new FormatException($"'{kind} {text}' is declared twice");
    }

    private CFunction Function(string name)
    {
        var location = Location();
        var signature = Expect("  (");
        var parameters = ImmutableArray.CreateBuilder<CParameter>();
        var variadic = false;
        while (!Take(ref signature, ")"))
        {
            Take(ref signature, ", ");
            if (Take(ref signature, "..."))
            {
                variadic = true;
                continue;
            }
            var parameter = Keyword(ref signature).ToString();
            parameters.Add(new CParameter(parameter == "_" ? "" : parameter, TypeNotation.Parse(ref signature)));
        }
        Take(ref signature, " ");
        var result = Type(signature);

        var linkage = CLinkage.External;
        CExport? export = null;
        string? label = null;
        while (NextDetail(out var line))
        {
            if (line.SequenceEqual("  inline".AsSpan()))
                linkage = CLinkage.Inline;
            else if (line.SequenceEqual("  prototype".AsSpan()))
                linkage = CLinkage.Prototype;
            else if (Take(ref line, "  symbol "))
                label = line.ToString();
            else
                export = Export(ref line) ?? throw new FormatException($"'{line.Trim().ToString()}' says nothing of a function");
        }
        return new CFunction(name, location, result, parameters.ToImmutable(), variadic, linkage, export) { Label = label };
    }

    private CExport? Export(ref ReadOnlySpan<char> line) =>
        Take(ref line, "  export-gpl ") ? new CExport(Header(line), true)
        : Take(ref line, "  export ") ? new CExport(Header(line), false)
        : null;

    private CMacro Constant(string name)
    {
        var location = Location();
        var body = Expect("  ");
        if (Take(ref body, "= "))
            return new CMacro(name, location, ConstantNotation.Parse(body));
        var reason = Take(ref body, "- ") ? body.ToString() : throw new FormatException("expected '  = ' and a value, or '  - ' and why there is none");
        foreach (var (kind, words) in CMacroKinds.Reasons)
        {
            if (words == reason)
                return new CMacro(name, location, kind);
        }
        throw new FormatException($"'{reason}' is no reason that a macro has");
    }

    private CVariable Variable(string name)
    {
        var variable = new CVariable(name, Location(), Type(Expect("  : ")), false, false, null);
        while (NextDetail(out var line))
        {
            variable = line.SequenceEqual("  static".AsSpan()) ? variable with { IsStatic = true }
                : line.SequenceEqual("  thread-local".AsSpan()) ? variable with { IsThreadLocal = true }
                : Take(ref line, "  symbol ") ? variable with { Label = line.ToString() }
                : variable with { Export = Export(ref line) ?? throw new FormatException($"'{line.Trim().ToString()}' says nothing of a variable") };
        }
        return variable;
    }

    private CEnum Enum(string name)
    {
        var location = Location();
        var underlying = Type(Expect("  : ")) is CBuiltinType { Kind: var kind } ? kind : throw new FormatException("an enum stands on an integer type");
        var values = ImmutableArray.CreateBuilder<CEnumerator>();
        while (NextDetail(out var line))
        {
            var detail = line[2..];
            var enumerator = Keyword(ref detail).ToString();
            if (!Take(ref detail, "= "))
                throw new FormatException("expected ' = ' and a value");
            values.Add(new CEnumerator(enumerator, Integer(detail)));
        }
        return new CEnum(name, location, underlying, values.ToImmutable());
    }

    private CRecord Record(string name, bool isUnion)
    {
        var location = Location();
        if (!NextDetail(out var line))
            return new CRecord(name, location, isUnion, null, null, []);
        if (!Take(ref line, "  size "))
            throw new FormatException("expected '  size N align N'");
        var size = Natural(Keyword(ref line));
        if (!Take(ref line, "align "))
            throw new FormatException("expected 'align N'");
        var align = Natural(line);

        var fields = ImmutableArray.CreateBuilder<CField>();
        while (NextDetail(out line))
        {
            var detail = line[2..];
            var place = Keyword(ref detail);
            var field = Keyword(ref detail).ToString();
            var (offset, width) = Place(place);
            fields.Add(new CField(field == "_" ? "" : field, Type(detail), offset, width));
        }
        return new CRecord(name, location, isUnion, size, align, fields.ToImmutable());
    }

    private CAnnotation Annotation(ReadOnlySpan<char> subject)
    {
        var keyword = Keyword(ref subject).ToString();
        var on = AnnotatedKinds.FirstOrDefault(kind => CAnnotation.Keyword(kind) == keyword);
        var name = Keyword(ref subject).ToString();
        var member = subject.ToString();
        if (CAnnotation.Keyword(on) != keyword || name.Length == 0 || member.Length > 0 != on is CAnnotated.Parameter or CAnnotated.Field)
            throw new FormatException("expected what the annotation stands on");
        if (on == CAnnotated.Parameter)
            _ = Natural(subject);
        var location = Location();
        var column = checked((int)Natural(Expect("  column ")));
        return new CAnnotation(on, name, member, Expect("  = ").ToString(), location, column);
    }

    /// <summary><c>8</c> is byte 8; <c>8.3:2</c> is a bitfield of two bits that starts at bit 3 of byte 8.</summary>
    private static (long BitOffset, int? BitWidth) Place(ReadOnlySpan<char> place)
    {
        var dot = place.IndexOf('.');
        if (dot < 0)
            return (checked(Natural(place) * 8), null);
        var colon = place.IndexOf(':');
        if (colon < dot)
            throw new FormatException("a bitfield is placed as BYTE.BIT:WIDTH");
        return (
            checked((Natural(place[..dot]) * 8) + Natural(place[(dot + 1)..colon])),
            checked((int)Natural(place[(colon + 1)..])));
    }

    private CLocation Location()
    {
        var place = Expect("  at ");
        var colon = place.LastIndexOf(':');
        return colon < 0
            ? throw new FormatException("expected HEADER:LINE")
            : new CLocation(Header(place[..colon]), checked((int)Natural(place[(colon + 1)..])));
    }

    /// <summary>One string object for each header: thousands of declarations name the same few hundred.</summary>
    private string Header(ReadOnlySpan<char> name)
    {
        var text = name.ToString();
        if (_headers.TryGetValue(text, out var known))
            return known;
        _headers.Add(text, text);
        return text;
    }

    private static CType Type(ReadOnlySpan<char> text)
    {
        var type = TypeNotation.Parse(ref text);
        return text.IsEmpty ? type : throw new FormatException($"'{text.ToString()}' follows a complete type");
    }

    private static long Integer(ReadOnlySpan<char> text) => Parse(text, NumberStyles.AllowLeadingSign);

    private static long Natural(ReadOnlySpan<char> text) => Parse(text, NumberStyles.None);

    private static long Parse(ReadOnlySpan<char> text, NumberStyles style) =>
#if NET
        long.TryParse(text, style, CultureInfo.InvariantCulture, out var value)
#else
        long.TryParse(text.ToString(), style, CultureInfo.InvariantCulture, out var value)
#endif
            ? value
            : throw new FormatException($"'{text.ToString()}' is no number that can stand here");

    private static ReadOnlySpan<char> Keyword(ref ReadOnlySpan<char> line)
    {
        var space = line.IndexOf(' ');
        var word = space < 0 ? line : line[..space];
        line = space < 0 ? [] : line[(space + 1)..];
        return word;
    }

    private static bool Take(ref ReadOnlySpan<char> text, string prefix)
    {
        if (!text.StartsWith(prefix.AsSpan(), StringComparison.Ordinal))
            return false;
        text = text[prefix.Length..];
        return true;
    }

    private ReadOnlySpan<char> Expect(string prefix)
    {
        if (!NextLine(out var line) || !Take(ref line, prefix))
            throw new FormatException($"expected a line that starts with '{prefix}'");
        return line;
    }

    /// <summary>The next line if it belongs to the current declaration.</summary>
    private bool NextDetail(out ReadOnlySpan<char> line)
    {
        line = [];
        return _position + 1 < _text.Length && _text[_position] == ' ' && _text[_position + 1] == ' ' && NextLine(out line);
    }

    private bool NextLine(out ReadOnlySpan<char> line)
    {
        line = [];
        if (_position >= _text.Length)
            return false;
        _line++;
        var rest = _text.AsSpan(_position);
        var end = rest.IndexOf('\n');
        line = end < 0 ? rest : rest[..end];
        _position += line.Length + 1;
        return true;
    }
}
