using System.Buffers.Binary;
using System.Numerics;
using BindGen.Check.Elf;

namespace BindGen.Check.Compiled;

/// <summary>What a compiler said: the constants, and the image of every bitfield.</summary>
/// <param name="Refused">What it did not accept, with its message.</param>
internal sealed record LayoutAnswers(IReadOnlyDictionary<Question, long> Values, ReadOnlyMemory<byte> Images, IReadOnlyDictionary<Question, string> Refused)
{
    /// <summary>Reads the object file that was compiled from the program of <paramref name="questions"/>.</summary>
    public static LayoutAnswers Read(Stream objectFile, LayoutQuestions questions, IReadOnlyDictionary<Question, string> refused)
    {
        var elf = ElfFile.Read(objectFile);
        if (elf.IsBigEndian)
            throw new InvalidDataException("it compiles for a big-endian machine");
        var values = elf.Find(".bindgen.values") ?? [];
        var images = elf.Find(".bindgen.bits") ?? [];
        if (values.Length != questions.Constants.Length * sizeof(long))
            throw new InvalidDataException("the object file does not have what was compiled");
        return new LayoutAnswers(
            questions.Constants.Select((question, i) => (question, BinaryPrimitives.ReadInt64LittleEndian(values.AsSpan(i * sizeof(long))))).ToDictionary(),
            images,
            refused);
    }

    /// <summary>The bits that are set in the image of a record.</summary>
    /// <param name="offset">Where the image starts, in bytes.</param>
    /// <param name="size">Of the record, in bytes.</param>
    public (long Offset, int Width) BitsOf(long offset, long size)
    {
        if (offset < 0 || size < 0 || offset > Images.Length - size)
            throw new InvalidDataException("the object file does not have what was compiled");
        var image = Images.Span.Slice((int)offset, (int)size);
        var first = image.IndexOfAnyExcept((byte)0);
        if (first < 0)
            return (0, 0);
        var width = 0;
        foreach (var part in image)
            width += BitOperations.PopCount(part);
        return ((first * 8L) + BitOperations.TrailingZeroCount((uint)image[first]), width);
    }
}
