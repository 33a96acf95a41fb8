using System.Runtime.InteropServices;
using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed unsafe class NativeTextTests
{
    [Theory]
    [InlineData("", new byte[] { 0 })]
    [InlineData("a%s", new byte[] { 0x61, 0x25, 0x73, 0 })]
    [InlineData("é€😀", new byte[] { 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80, 0 })]
    public void Text_is_utf8_with_a_zero_at_its_end(string text, byte[] bytes)
    {
        using var native = new NativeText(text, "name");

        Assert.Equal(bytes, new ReadOnlySpan<byte>((byte*)native.Pointer, bytes.Length).ToArray());
        Assert.Equal(text, NativeText.Copy(native.Pointer, "f"));
    }

    [Fact]
    public void No_text_is_a_null_pointer()
    {
        var native = new NativeText(null, "name");

        Assert.Equal(0, native.Pointer);
        native.Dispose();
    }

    [Fact]
    public void A_disposed_text_has_no_pointer_and_is_freed_once()
    {
        var native = new NativeText("x", "name");
        native.Dispose();

        Assert.Equal(0, native.Pointer);
        native.Dispose();
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("a\0b")]
    [InlineData("end\0")]
    public void A_zero_inside_is_refused_by_the_name_of_the_parameter(string text)
    {
        Assert.Equal("label", Assert.Throws<ArgumentException>(() => new NativeText(text, "label").Dispose()).ParamName);
        Assert.Equal("label", Assert.Throws<ArgumentException>(() => NativeText.Forever(text, "label")).ParamName);
    }

    [Fact]
    public void A_copy_of_nothing_is_a_broken_promise() => Assert.Equal("dev_name", Assert.Throws<NullResultException>(() => NativeText.Copy(0, "dev_name")).Function);

    [Fact]
    public void Bytes_that_are_no_utf8_become_replacement_characters()
    {
        var bytes = stackalloc byte[] { 0x61, 0xFF, 0x62, 0 };

        Assert.Equal("a\uFFFDb", NativeText.Copy((nint)bytes, "f"));
    }

    [Fact]
    public void Text_for_ever_can_be_absent()
    {
        Assert.Equal(0, NativeText.Forever(null, "name"));
        var pointer = NativeText.Forever("kept", "name");
        Assert.Equal("kept", Marshal.PtrToStringUTF8(pointer));
    }

    [Fact]
    public void Static_memory_is_zero()
    {
        var memory = new ReadOnlySpan<byte>((void*)StaticMemory.Allocate(64), 64);

        Assert.False(memory.ContainsAnyExcept((byte)0));
    }
}
