import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.ws.security.WSConstants;
import org.apache.ws.security.WSDataRef;
import org.apache.ws.security.WSEncryptionPart;
import org.apache.ws.security.WSSConfig;
import org.apache.ws.security.WSSecurityEngine;
import org.apache.ws.security.WSSecurityEngineResult;
import org.apache.ws.security.components.crypto.Merlin;
import org.apache.ws.security.message.WSSecHeader;
import org.apache.ws.security.message.WSSecSignature;
import org.apache.ws.security.message.WSSecTimestamp;
import org.apache.ws.security.util.WSSecurityUtil;
import org.apache.ws.security.validate.NoOpValidator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Signs and checks SOAP messages with Apache WSS4J, for the key and certificate (PEM) that it is started
 * with. Takes one order a line, its words apart by tabs, and answers each with a line:
 *
 * sign CREATED EXPIRES IN OUT [NAMESPACE NAME]...   Body, Timestamp and the named headers: "signed"
 * verify FILE                                       "signed: " and the names, or "refused: " and why
 */
public class SignedMessages {
    private static final String PASSWORD = "in memory only";
    private static final String ALIAS = "signer";
    private static final String WSU = WSConstants.WSU_NS;

    public static void main(String[] arguments) throws Exception {
        WSSConfig.init();
        PrivateKey key = readKey(arguments[0]);
        X509Certificate certificate = readCertificate(arguments[1]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            List<String> words = Arrays.asList(order.split("\t"));
            if (words.get(0).equals("sign")) {
                sign(words, cryptoOf(key, certificate));
                System.out.println("signed");
            } else {
                System.out.println(verdict(certificate, parse(Files.readString(Path.of(words.get(1))))));
            }
        }
    }

    private static void sign(List<String> words, Merlin crypto) throws Exception {
        Document message = parse(Files.readString(Path.of(words.get(3))));
        WSSecHeader header = new WSSecHeader();
        header.insertSecurityHeader(message);
        WSSecTimestamp timestamp = new WSSecTimestamp();
        timestamp.prepare(message);
        setTimes(timestamp.getElement(), words.get(1), words.get(2));
        timestamp.prependToHeader(header);

        WSSecSignature signature = new WSSecSignature();
        signature.setUserInfo(ALIAS, PASSWORD);
        signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
        signature.setSignatureAlgorithm("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        signature.setDigestAlgo("http://www.w3.org/2001/04/xmlenc#sha256");
        signature.setParts(parts(message, words.subList(5, words.size())));
        signature.build(message, crypto, header);
        Files.writeString(Path.of(words.get(4)), write(message));
    }

    private static List<WSEncryptionPart> parts(Document message, List<String> headers) {
        List<WSEncryptionPart> parts = new ArrayList<>();
        String soap = message.getDocumentElement().getNamespaceURI();
        parts.add(new WSEncryptionPart("Body", soap, "Content"));
        parts.add(new WSEncryptionPart("Timestamp", WSU, "Element"));
        for (int at = 0; at + 1 < headers.size(); at += 2) {
            parts.add(new WSEncryptionPart(headers.get(at + 1), headers.get(at), "Element"));
        }
        return parts;
    }

    /** The server under test has a clock of its own, which WSS4J cannot be told. */
    private static void setTimes(Element timestamp, String created, String expires) {
        timestamp.getElementsByTagNameNS(WSU, "Created").item(0).setTextContent(created);
        timestamp.getElementsByTagNameNS(WSU, "Expires").item(0).setTextContent(expires);
    }

    private static String verdict(X509Certificate expected, Document message) {
        WSSConfig config = WSSConfig.getNewInstance();
        // Who is trusted and what time it is are questions to the caller; here it is about signatures.
        config.setValidator(WSSecurityEngine.TIMESTAMP, new NoOpValidator());
        config.setValidator(WSSecurityEngine.SIGNATURE, new NoOpValidator());
        WSSecurityEngine engine = new WSSecurityEngine();
        engine.setWssConfig(config);
        try {
            List<WSSecurityEngineResult> results =
                engine.processSecurityHeader(message, null, null, cryptoOf(null, expected));
            WSSecurityEngineResult result =
                results == null ? null : WSSecurityUtil.fetchActionResult(results, WSConstants.SIGN);
            if (result == null) {
                return "refused: nothing is signed";
            }
            if (!expected.equals(result.get(WSSecurityEngineResult.TAG_X509_CERTIFICATE))) {
                return "refused: another signer";
            }
            List<String> names = new ArrayList<>();
            for (Object part : (List<?>) result.get(WSSecurityEngineResult.TAG_DATA_REF_URIS)) {
                names.add(((WSDataRef) part).getName().getLocalPart());
            }
            return "signed: " + String.join(" ", names);
        } catch (Exception refused) {
            return "refused: " + String.valueOf(refused.getMessage()).replaceAll("\\s+", " ");
        }
    }

    private static Merlin cryptoOf(PrivateKey key, X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, PASSWORD.toCharArray());
        if (key == null) {
            store.setCertificateEntry(ALIAS, certificate);
        } else {
            store.setKeyEntry(ALIAS, key, PASSWORD.toCharArray(), new Certificate[] {certificate});
        }
        Merlin crypto = new Merlin();
        crypto.setKeyStore(store);
        return crypto;
    }

    private static PrivateKey readKey(String file) throws Exception {
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(readPem(file)));
    }

    private static X509Certificate readCertificate(String file) throws Exception {
        InputStream der = new ByteArrayInputStream(readPem(file));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
    }

    private static byte[] readPem(String file) throws Exception {
        String text = Files.readString(Path.of(file)).replaceAll("-----[A-Z ]+-----", "");
        return Base64.getMimeDecoder().decode(text);
    }

    private static Document parse(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static String write(Document message) throws Exception {
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(message), new StreamResult(text));
        return text.toString();
    }
}
