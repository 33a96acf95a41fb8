using System.Collections.Immutable;
using BindGen.Rules;
using BindGen.Tests.Emit;
using Xunit;
using static VerifyXunit.Verifier;

namespace BindGen.Tests.Ownership;

public sealed class BinderTests
{
    private const int Seed = 20260102;

    public static TheoryData<string> Series => KernelModel.Series;

    [Fact]
    public async Task Every_form_is_bound() => await Verify(ModelPrinter.Print(OwnershipSample.Model, withPlaces: true));

    [Theory]
    [MemberData(nameof(Series))]
    public async Task The_captured_kernel_is_bound(string series) => await Verify(ModelPrinter.Print(KernelModel.Bind(series))).UseParameters(series);

    /// <summary>Who owns what does not depend on the machine.</summary>
    [Theory]
    [MemberData(nameof(Series))]
    public void The_rules_mean_the_same_on_every_architecture(string series) =>
        Assert.Equal(ModelPrinter.Print(KernelModel.Bind(series)), ModelPrinter.Print(KernelModel.Bind($"{series}-arm64")));

    [Theory]
    [MemberData(nameof(Series))]
    public void Every_function_and_every_macro_with_arguments_is_accounted_for_once(string series)
    {
        var model = KernelModel.Bind(series);
        var api = KernelModel.Api(series);

        Assert.Equal(
            api.Functions.Select(function => function.Name).Union(api.Macros.Where(macro => macro.IsFunctionLike).Select(macro => macro.Name)),
            model.Symbols.Select(fact => fact.Symbol.Name));
        Assert.All(model.Symbols, fact => Assert.Equal(fact.Disposition is BindGen.Ownership.Disposition.Stated or BindGen.Ownership.Disposition.Skipped, fact.Reason.Length > 0));
    }

    [Theory]
    [MemberData(nameof(KernelModel.Captures), MemberType = typeof(KernelModel))]
    public void The_rules_of_the_kernel_leave_nothing_out(string capture) =>
        Assert.Empty(KernelModel.Bind(capture).Symbols.Where(fact => fact.Disposition == BindGen.Ownership.Disposition.NotYet).Select(fact => fact.Symbol.Name));

    [Theory]
    [MemberData(nameof(Series))]
    public void The_order_of_rules_does_not_matter(string series)
    {
        var rules = KernelModel.Rules();
        var expected = ModelPrinter.Print(KernelModel.Bind(series, rules));
        var random = new Random(Seed);
        for (var i = 0; i < 20; i++)
            Assert.Equal(expected, ModelPrinter.Print(KernelModel.Bind(series, Shuffled(rules, random))));
    }

    /// <summary>The items of all files in any order, in any of the files; a file keeps its headers.</summary>
    private static ImmutableArray<RulesFile> Shuffled(ImmutableArray<RulesFile> files, Random random)
    {
        var items = files.SelectMany(file => file.Items).ToArray();
        random.Shuffle(items);
        var sizes = files.Select(file => file.Items.Length).ToArray();
        random.Shuffle(sizes);
        var start = 0;
        return [.. files.Zip(sizes).Select(pair => pair.First with { Items = [.. items.Skip(start).Take(pair.Second)], Path = pair.First.Path + (start += pair.Second) })];
    }
}
