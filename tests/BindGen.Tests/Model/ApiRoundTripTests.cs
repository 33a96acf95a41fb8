using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Tests.Emit;
using Xunit;
using static VerifyXunit.Verifier;

namespace BindGen.Tests.Model;

public sealed class ApiRoundTripTests
{
    public static TheoryData<string> Captures => KernelModel.Captures;

    [Fact]
    public void Every_kind_of_declaration_is_read_as_it_was_written()
    {
        var read = Read(ApiWriter.Write(EveryDeclaration.Api));

        Assert.Equal(EveryDeclaration.Api, read);
        // The equality that the line above stands on sees every list.
        Assert.NotEqual(EveryDeclaration.Api, read with { Enums = read.Enums.RemoveAt(0) });
        Assert.NotEqual(EveryDeclaration.Api, read with { Records = read.Records.SetItem(6, read.Records[6] with { Fields = [] }) });
    }

    [Fact]
    public async Task Every_kind_of_declaration_is_written() => await Verify(ApiWriter.Write(EveryDeclaration.Api), "api");

    [Fact]
    public void Nothing_but_a_target_is_an_api()
    {
        var api = new CApi(new CTarget("aarch64-linux-gnu", "", false), [], [], [], [], [], [], []);

        Assert.Equal("bindgen-api 1\ntarget aarch64-linux-gnu\n\nend\n", ApiWriter.Write(api));
        Assert.Equal(api, Read(ApiWriter.Write(api)));
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void The_captured_kernel_is_written_back_byte_for_byte(string capture)
    {
        var text = KernelModel.ApiText(capture);

        Assert.True(text == ApiWriter.Write(Read(text)), $"{capture}/linux.api is not what the writer writes");
    }

    private static CApi Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        var api = ApiReader.Read("sample.api", text, diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return api!;
    }
}
