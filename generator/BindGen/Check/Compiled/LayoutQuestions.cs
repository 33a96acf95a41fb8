using System.Collections.Immutable;
using System.Globalization;
using BindGen.Check.Layouts;
using BindGen.Model;

namespace BindGen.Check.Compiled;

/// <summary>What is asked about a declaration.</summary>
internal enum Aspect
{
    Size,
    Align,
    MemberOffset,
    MemberSize,
    MemberAlign,
    Value,

    /// <summary>Where a bitfield's image is among all of them.</summary>
    ImageOffset,
}

/// <summary>One constant that the compiler is asked for.</summary>
/// <param name="Owner">The record or enum that it is about.</param>
/// <param name="Member">The member's path or the enumerator; empty for the declaration itself.</param>
/// <param name="Expression">The constant as C.</param>
internal sealed record Question(object Owner, Aspect Aspect, string Member, string Expression);

/// <summary>A bitfield whose bits the compiler is asked to set.</summary>
/// <param name="Number">Its name in the program.</param>
internal sealed record BitfieldQuestion(int Number, RecordLayout Record, string Path);

/// <summary>Everything that is asked about some layouts, in the order of the program's lines.</summary>
internal sealed record LayoutQuestions(ImmutableArray<Question> Constants, ImmutableArray<BitfieldQuestion> Bitfields)
{
    public bool IsEmpty => Constants.IsEmpty;

    /// <summary>The identifiers of the questions. A header can hide one of its own names behind a macro once it is done with it.</summary>
    public ImmutableArray<string> Names =>
    [
        .. Constants.SelectMany(question => question.Owner is RecordLayout record ? Words(record.Name, question.Member) : Words(((EnumLayout)question.Owner).Spelling?.Split(' ')[^1] ?? "", question.Member))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    public static LayoutQuestions About(ApiLayouts layouts)
    {
        var constants = ImmutableArray.CreateBuilder<Question>();
        var bitfields = ImmutableArray.CreateBuilder<BitfieldQuestion>();
        foreach (var record in layouts.Records)
            Ask(record, constants, bitfields);
        foreach (var @enum in layouts.Enums)
        {
            if (@enum.Spelling is not null)
                constants.Add(new Question(@enum, Aspect.Size, "", $"sizeof({@enum.Spelling})"));
            constants.AddRange(@enum.Values.Select(value => new Question(@enum, Aspect.Value, value.Name, value.Name)));
        }
        return new LayoutQuestions(constants.ToImmutable(), bitfields.ToImmutable());
    }

    /// <summary>Without a constant, and without the image that it may be about.</summary>
    public LayoutQuestions Without(Question refused) => new(
        Constants.Remove(refused),
        refused.Aspect == Aspect.ImageOffset ? Bitfields.RemoveAll(bitfield => bitfield.Record.Equals(refused.Owner) && bitfield.Path == refused.Member) : Bitfields);

    public Question ConstantOf(BitfieldQuestion bitfield) =>
        Constants.First(question => question.Aspect == Aspect.ImageOffset && bitfield.Record.Equals(question.Owner) && question.Member == bitfield.Path);

    private static void Ask(RecordLayout record, ImmutableArray<Question>.Builder constants, ImmutableArray<BitfieldQuestion>.Builder bitfields)
    {
        constants.Add(new Question(record, Aspect.Size, "", $"sizeof({record.Spelling})"));
        if (record.Align is not null)
            constants.Add(new Question(record, Aspect.Align, "", $"_Alignof({record.Spelling})"));
        var withoutElements = new List<string>();
        foreach (var member in record.Members)
        {
            if (member.BitWidth is not null)
            {
                // There is no element whose bits could be set.
                if (withoutElements.Exists(array => member.Path.StartsWith(array, StringComparison.Ordinal)))
                    continue;
                var number = bitfields.Count;
                constants.Add(new Question(record, Aspect.ImageOffset, member.Path, string.Create(CultureInfo.InvariantCulture, $"__builtin_offsetof(struct bindgen_bits, f{number})")));
                bitfields.Add(new BitfieldQuestion(number, record, member.Path));
                continue;
            }
            if (member.Size is null or 0)
                withoutElements.Add(member.Path + "[");
            constants.Add(new Question(record, Aspect.MemberOffset, member.Path, $"__builtin_offsetof({record.Spelling}, {member.Path})"));
            if (member.Size is not null)
                constants.Add(new Question(record, Aspect.MemberSize, member.Path, $"sizeof((({record.Spelling} *)0)->{member.Path})"));
            if (member.Align is not null)
                constants.Add(new Question(record, Aspect.MemberAlign, member.Path, $"_Alignof(__typeof__((({record.Spelling} *)0)->{member.Path}{MemberLayout.FirstElement(member.Dimensions)}))"));
        }
    }

    private static IEnumerable<string> Words(string name, string path) =>
        path.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('[')[0]).Append(name).Where(word => word.Length > 0);
}
