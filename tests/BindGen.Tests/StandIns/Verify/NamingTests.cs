using VerifyTests;
using Xunit;
using static VerifyXunit.Verifier;

namespace BindGen.Tests.StandIns.Verification;

public sealed class NamingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bindgen-verify-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a/b:c", 1.5, true)]
    public Task Arguments_are_in_the_name(string text, double number, bool flag) =>
        AssertName(settings => settings.UseParameters(text, number, flag), "NamingTests.Arguments_are_in_the_name_text=a-b-c_number=1.5_flag=True");

    [Theory]
    [InlineData(null, 2)]
    public Task The_first_arguments_are_enough(string? text, int rest) =>
        AssertName(settings => settings.UseParameters(text), "NamingTests.The_first_arguments_are_enough_text=null", rest);

    [Theory]
    [InlineData(1)]
    public Task A_text_can_stand_for_the_arguments(int number) =>
        AssertName(settings => settings.UseTextForParameters("one"), "NamingTests.A_text_can_stand_for_the_arguments_one", number);

    [Fact]
    public Task Class_and_method_can_be_replaced() =>
        AssertName(
            settings =>
            {
                settings.UseTypeName("Type");
                settings.UseMethodName("Method");
            },
            "Type.Method");

    [Theory]
    [InlineData(1)]
    public async Task A_theory_must_say_its_parameters(int number)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await Verify("x").UseDirectory(_folder.FullName));

        Assert.Contains($"UseParameters({nameof(number)})", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, number);
    }

    [Fact]
    public async Task More_values_than_parameters_are_refused() =>
        await Assert.ThrowsAnyAsync<Exception>(async () => await Verify("x").UseDirectory(_folder.FullName).UseParameters(1));

    [Fact]
    public void A_file_name_leaves_nothing_else_to_name()
    {
        var settings = new VerifySettings();
        settings.UseFileName("whole");

        Assert.ThrowsAny<Exception>(() => settings.UseMethodName("part"));
    }

    private async Task AssertName(Action<VerifySettings> choose, string expected, object? unused = null)
    {
        _ = unused;
        var settings = new VerifySettings();
        settings.UseDirectory(_folder.FullName);
        choose(settings);
        File.WriteAllText(Path.Combine(_folder.FullName, $"{expected}.verified.txt"), "x");

        await Verify("x", settings);
    }

    public sealed class Nested
    {
        [Fact]
        public Task A_nested_class_bears_its_parents_name() => Verify("nested");
    }
}
